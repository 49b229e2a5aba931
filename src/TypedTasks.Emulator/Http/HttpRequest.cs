namespace TypedTasks.Emulator.Http;

/// <summary>The head of a request.</summary>
internal sealed class HttpRequest(string method, string target, bool isPersistent, Dictionary<string, string> headers)
{
    public string Method => method;

    /// <summary>The path as it was sent, still encoded, with its first slash.</summary>
    public string RawPath { get; } = target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? target[..at] : target;

    public string Path => Uri.UnescapeDataString(RawPath);

    /// <summary>Set while neither side wants to close.</summary>
    public bool IsPersistent => isPersistent && !HasToken("Connection", "close");

    public string Host => Header("Host") ?? "";

    public string? Header(string name) => headers.GetValueOrDefault(name);

    public bool HasToken(string header, string token) =>
        Header(header)?.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase) ?? false;

    public Dictionary<string, string> ReadQuery()
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var text = target.Length > RawPath.Length ? target[(RawPath.Length + 1)..] : "";
        foreach (var part in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            query[Uri.UnescapeDataString(pair[0])] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
        }

        return query;
    }
}
