namespace CodeAtlas;

/// <summary>What was asked for.</summary>
/// <param name="Folder">The folder to map.</param>
/// <param name="Report">Where the page goes.</param>
/// <param name="Workers">How many processes run the steps; 0 is this one.</param>
/// <param name="Data">Where the store is kept, or null for a temporary folder.</param>
internal sealed record AtlasSettings(string Folder, string Report, int Workers, string? Data);
