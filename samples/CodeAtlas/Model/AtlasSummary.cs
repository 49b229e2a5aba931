namespace CodeAtlas;

/// <summary>The result of the flow: what the terminal shows, and where the report is.</summary>
/// <param name="Report">The path of the HTML page.</param>
/// <param name="Files">The number of files on the map.</param>
/// <param name="Lines">The number of their newline bytes.</param>
/// <param name="Bytes">The size of them all.</param>
/// <param name="Directories">Every directory with files on the map, the one with the most lines first.</param>
/// <param name="Skipped">The files that are left out.</param>
internal sealed record AtlasSummary(
    string Report,
    int Files,
    long Lines,
    long Bytes,
    IReadOnlyList<DirectoryTotal> Directories,
    IReadOnlyList<SkippedFile> Skipped);
