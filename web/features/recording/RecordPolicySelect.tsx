'use client'

import type { RecordPolicy } from '../../graphql/generated/documents'
import { Select } from '../../ui/Select'
import { POLICY_CHOICES } from './policyWords'

/** Whose voice and picture a recording of the class has. */
export function RecordPolicySelect({
  value,
  onValueChange,
}: {
  value: RecordPolicy
  onValueChange: (policy: RecordPolicy) => void
}) {
  return (
    <Select
      label="Whose voice and picture is recorded"
      hint="Students are told before they come in, and can leave themselves out."
      options={POLICY_CHOICES.map(({ value: policy, label }) => ({ value: policy.toUpperCase(), label }))}
      value={value}
      onValueChange={(policy) => onValueChange(policy as RecordPolicy)}
    />
  )
}
