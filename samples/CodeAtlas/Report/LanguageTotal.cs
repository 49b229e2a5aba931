namespace CodeAtlas;

/// <summary>How much there is of one language.</summary>
internal sealed record LanguageTotal(string Name, int Files, long Lines);
