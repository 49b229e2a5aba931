namespace CodeAtlas;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Folder">The folder to map, as a full path.</param>
/// <param name="Report">Where the page goes, as a full path.</param>
/// <param name="Workers">How many worker processes run the steps; 0 runs them in this one.</param>
/// <param name="Data">Where the store is kept, or null for a temporary folder.</param>
/// <param name="Verbose">Logs instead of drawing progress bars.</param>
internal sealed record AtlasOptions(string Folder, string Report, int Workers, string? Data, bool Verbose);
