namespace CodeAtlas;

/// <summary>A file on the map.</summary>
internal readonly record struct MapCell(MapNode Node, Rect Bounds);
