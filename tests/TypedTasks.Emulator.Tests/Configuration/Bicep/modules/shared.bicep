@export()
var sharedLock = 'PT45S'
@export()
func nameOf(a string, n int) string => '${toLower(a)}-${n}'
