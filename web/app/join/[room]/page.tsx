import JoinPage, { metadata } from '../page'

export { metadata }
export const dynamic = 'force-dynamic'
export default JoinPage
