namespace TypedTasks.Emulator.Management;

/// <summary>What a client wants: a verb, a path that is decoded and has no first slash, its query, and the description
/// it sent; whether it says that the entity exists; host and port as it knows them, and whether it came over TLS.</summary>
internal sealed record ManagementRequest(
    string Verb, string Path, IReadOnlyDictionary<string, string> Query, byte[] Body, bool IsUpdate, string Authority, bool IsSecure)
{
    /// <summary>The clients' default, and the one that the answers are written for.</summary>
    private const string Version = "2021-05";

    private const int MaxPage = 100;

    public string Root => $"{(IsSecure ? "https" : "http")}://{Authority}/";

    /// <summary>What the addresses of entities begin with where descriptions name other entities.</summary>
    public string EntityRoot => $"sb://{Authority}/";

    public string VersionQuery => $"api-version={Uri.EscapeDataString(Query.GetValueOrDefault("api-version", Version))}";

    /// <summary>Whether the version asked for knows the filter counts of topics. Versions are months, so their text is their order.</summary>
    public bool HasFilterCounts => string.CompareOrdinal(Query.GetValueOrDefault("api-version", Version), "2024-05") >= 0;

    public int Skip => Number("$skip", 0, int.MaxValue, 0);

    public int Top => Number("$top", 1, int.MaxValue, MaxPage) is var top && top > MaxPage ? MaxPage : top;

    private int Number(string name, int least, int most, int otherwise)
    {
        if (!Query.TryGetValue(name, out var text))
            return otherwise;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw ManagementException.BadRequest($"'{name}' must be a whole number of at least {least}.");
    }
}
