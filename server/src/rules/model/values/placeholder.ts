// Values that are not there yet, as the parser knows them.
export { isPlaceholder } from '../../syntax/placeholder';
