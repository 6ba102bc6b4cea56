'use client'

import { Hand, Mic, MicOff, MoreHorizontal, Plus, Search, Settings, Trash2, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { AlertDialog } from '../../ui/AlertDialog'
import { Avatar } from '../../ui/Avatar'
import { Badge } from '../../ui/Badge'
import { Banner } from '../../ui/Banner'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { Checkbox } from '../../ui/Checkbox'
import { Dialog } from '../../ui/Dialog'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorPanel } from '../../ui/ErrorPanel'
import { Field } from '../../ui/Field'
import { IconButton } from '../../ui/IconButton'
import { Kbd } from '../../ui/Kbd'
import { Menu, MenuCheckboxItem, MenuItem, MenuRadioGroup, MenuSeparator } from '../../ui/Menu'
import { Popover } from '../../ui/Popover'
import { Progress } from '../../ui/Progress'
import { RadioGroup } from '../../ui/RadioGroup'
import { Select } from '../../ui/Select'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { Switch } from '../../ui/Switch'
import { Table } from '../../ui/Table'
import { Tabs } from '../../ui/Tabs'
import { TextArea } from '../../ui/TextArea'
import { ThemeArea } from '../../ui/ThemeArea'
import { useToast } from '../../ui/Toast'
import { Toggle } from '../../ui/Toggle'
import { Tooltip } from '../../ui/Tooltip'

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const
const HUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const PEOPLE = ['Ada Lovelace', 'Sam Okafor', 'Kim Novak', 'Root Admin']

/** Every part of the kit in its states, in the three themes. */
export function KitPage() {
  return (
    <main>
      <h1 className="sr-only">Interface kit</h1>
      {(['light', 'dark', 'class'] as const).map((theme) => (
        <ThemeArea key={theme} theme={theme} label={`Messages, ${theme}`} className="px-6 py-10">
          <div className="mx-auto flex max-w-5xl flex-col gap-10">
            <h2 className="font-display text-32">{theme}</h2>
            <Buttons />
            <Fields />
            <Overlays />
            <Display theme={theme} />
          </div>
        </ThemeArea>
      ))}
    </main>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h3 className="font-medium text-13 text-muted">{title}</h3>
      {children}
    </section>
  )
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>
}

function Buttons() {
  const [microphone, setMicrophone] = useState(true)
  const [hand, setHand] = useState(true)
  return (
    <Group title="Buttons">
      {(['primary', 'secondary', 'quiet', 'danger'] as const).map((variant) => (
        <Row key={variant}>
          <Button variant={variant} size="small">
            Small
          </Button>
          <Button variant={variant}>Medium</Button>
          <Button variant={variant} size="large" icon={<Plus {...icon} />}>
            Large
          </Button>
          <Button variant={variant} busy>
            Saving
          </Button>
          <Button variant={variant} disabled>
            Disabled
          </Button>
          <IconButton variant={variant} label="Settings" icon={<Settings {...icon} />} />
        </Row>
      ))}
      <Row>
        <Toggle
          stacked
          label="Microphone"
          shortcut="M"
          tip={microphone ? 'Mute' : 'Unmute'}
          pressed={microphone}
          onPressedChange={setMicrophone}
          icon={<MicOff {...icon} />}
          pressedIcon={<Mic {...icon} />}
        />
        <Toggle
          stacked
          label="Raise hand"
          shortcut="H"
          tone="amber"
          pressed={hand}
          onPressedChange={setHand}
          icon={<Hand {...icon} />}
        />
        <Button stacked variant="quiet" icon={<Users {...icon} />}>
          People
        </Button>
        <Button stacked variant="danger">
          Leave
        </Button>
      </Row>
    </Group>
  )
}

function Fields() {
  const [zone, setZone] = useState<string>()
  const [on, setOn] = useState(true)
  const [answer, setAnswer] = useState('a')
  return (
    <Group title="Fields">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Course title" hint="Students see it in the catalog." placeholder="Linear algebra" />
        <Field label="Email" error="Enter an address like name@example.org." defaultValue="sam@" />
        <Field label="Search courses" leading={<Search {...icon} />} optional />
        <Field label="Locked" disabled defaultValue="Cannot be changed" />
        <Select
          label="Camera"
          value={zone}
          onValueChange={setZone}
          options={[
            { value: 'front', label: 'Front camera' },
            { value: 'back', label: 'Back camera' },
            { value: 'none', label: 'Unplugged camera', disabled: true },
          ]}
        />
        <Select
          label="Speaker"
          value="one"
          onValueChange={setZone}
          options={[{ value: 'one', label: 'Loudspeaker' }]}
        />
        <TextArea label="Description" hint="Two or three sentences." className="sm:col-span-2" />
        <Switch label="Students may draw" hint="Everyone in the class, at once." checked={on} onCheckedChange={setOn} />
        <Switch label="Lobby" checked={false} onCheckedChange={setOn} disabled />
        <Checkbox label="Results at the end" checked={on} onCheckedChange={setOn} />
        <Checkbox label="Some are chosen" checked="indeterminate" onCheckedChange={setOn} />
        <RadioGroup
          label="Which one is a field?"
          value={answer}
          onValueChange={setAnswer}
          options={[
            { value: 'a', label: 'The rational numbers' },
            { value: 'b', label: 'The whole numbers', hint: 'No inverse for 2.' },
            { value: 'c', label: 'Closed', disabled: true },
          ]}
        />
      </div>
    </Group>
  )
}

function Overlays() {
  const toast = useToast()
  const [layout, setLayout] = useState('board')
  const [names, setNames] = useState(true)
  return (
    <Group title="Overlays">
      <Row>
        <Dialog
          trigger={<Button>Dialog</Button>}
          title="Schedule a class"
          description="Students see it on their dashboard."
          footer={<Button variant="primary">Schedule</Button>}
        >
          <Field label="Title" />
        </Dialog>
        <AlertDialog
          trigger={<Button>Alert dialog</Button>}
          title="Leave this course?"
          description="Your past attendance stays. You can enrol again at any time."
          confirmLabel="Leave course"
          onConfirm={() => toast({ title: 'You left the course.' })}
        />
        <Sheet trigger={<Button>Sheet</Button>} title="Chat">
          <p className="p-5">A panel on a phone.</p>
        </Sheet>
        <Menu trigger={<Button icon={<MoreHorizontal {...icon} />}>Menu</Button>} align="start">
          <MenuItem icon={<Settings {...icon} />} trailing={<Kbd>S</Kbd>}>
            Settings
          </MenuItem>
          <MenuCheckboxItem checked={names} onCheckedChange={setNames}>
            Show names
          </MenuCheckboxItem>
          <MenuSeparator />
          <MenuRadioGroup
            label="Layout"
            value={layout}
            onValueChange={setLayout}
            options={[
              { value: 'board', label: 'Board' },
              { value: 'speaker', label: 'Speaker' },
              { value: 'grid', label: 'Grid' },
            ]}
          />
          <MenuSeparator />
          <MenuItem tone="danger" icon={<Trash2 {...icon} />}>
            Remove
          </MenuItem>
          <MenuItem disabled>Not now</MenuItem>
        </Menu>
        <Popover trigger={<Button>Popover</Button>} label="Connection">
          Good connection. Nothing is lost.
        </Popover>
        <Tooltip content="Mute" shortcut="M">
          <Button>Tooltip</Button>
        </Tooltip>
        <Button onClick={() => toast({ title: 'Saved.', tone: 'success' })}>Toast</Button>
        <Button
          onClick={() =>
            toast({
              title: 'The message was not sent.',
              description: 'It is kept here. Check your connection.',
              tone: 'error',
              action: { label: 'Try again', onSelect: () => toast({ title: 'Sent.' }) },
            })
          }
        >
          Error toast
        </Button>
      </Row>
    </Group>
  )
}

function Display({ theme }: { theme: string }) {
  return (
    <Group title="Display">
      <Row>
        {HUES.map((hue) => (
          <Avatar key={hue} name={`${String.fromCharCode(65 + hue)} ${hue}`} hue={hue} />
        ))}
      </Row>
      <Row>
        <Badge>Draft</Badge>
        <Badge tone="accent">Live now</Badge>
        <Badge tone="amber" icon={<Hand {...icon} size={14} />}>
          Waiting
        </Badge>
        <Badge tone="danger">Recording</Badge>
        <Kbd>M</Kbd>
      </Row>
      <div className="overflow-hidden rounded-box">
        <Banner>You are back in the class.</Banner>
        <Banner tone="accent">A class is live.</Banner>
        <Banner tone="amber" action={<Button size="small">Admit</Button>}>
          Kim is waiting.
        </Banner>
        <Banner tone="danger">We lost the connection to the class. Trying again in 4 s.</Banner>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Card className="flex flex-col gap-3">
          <Skeleton className="h-6 w-1/2" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-4 w-3/4" />
          <Progress label="Upload" value={60} />
          <Progress label="Connecting" />
        </Card>
        <ErrorPanel title="The courses could not be loaded." action={<Button size="small">Try again</Button>}>
          Nothing is lost. Try again in a moment.
        </ErrorPanel>
      </div>
      <Tabs
        label={`Panels in ${theme}`}
        tabs={[
          {
            value: 'people',
            label: 'People',
            content: (
              <Table
                caption={`Who was here, ${theme}`}
                columns={[
                  { key: 'name', header: 'Name', cell: (name: string) => name },
                  { key: 'minutes', header: 'Minutes', cell: (name: string) => name.length * 3, numeric: true },
                ]}
                rows={PEOPLE}
                rowKey={(name) => name}
              />
            ),
          },
          {
            value: 'chat',
            label: 'Chat',
            badge: <Badge tone="accent">3</Badge>,
            content: (
              <EmptyState title="No messages yet" action={<Button>Write the first</Button>}>
                What you write here is seen by everyone in the class.
              </EmptyState>
            ),
          },
        ]}
      />
    </Group>
  )
}
