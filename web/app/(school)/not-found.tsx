export { NothingHere as default } from '../../features/shell/NothingHere'
