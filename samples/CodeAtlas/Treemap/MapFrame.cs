namespace CodeAtlas;

/// <summary>A directory on the map.</summary>
/// <param name="Node">The directory.</param>
/// <param name="Bounds">Its rectangle.</param>
/// <param name="Header">The strip for its label, or nothing where there is no room.</param>
/// <param name="Depth">How deep it lies, from 1.</param>
internal readonly record struct MapFrame(MapNode Node, Rect Bounds, Rect? Header, int Depth);
