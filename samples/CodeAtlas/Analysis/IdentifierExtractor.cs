namespace CodeAtlas;

/// <summary>Counts identifiers: words of code that are no keywords, outside of comments and strings.</summary>
internal static class IdentifierExtractor
{
    private const int Kept = 32;

    public static Identifiers Extract(string text, Syntax syntax)
    {
        if (syntax.Keywords is not { } keywords)
            return Identifiers.None;

        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var bySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var isKeyword = keywords.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new TokenReader(text, syntax);
        while (reader.Read())
        {
            // One letter names a type parameter or a counter, which says nothing about the code.
            if (reader.Kind == TokenKind.Word && reader.Token.Length > 1 && !isKeyword.Contains(reader.Token))
                bySpan[reader.Token] = bySpan.TryGetValue(reader.Token, out var count) ? count + 1 : 1;
        }

        return new Identifiers(
            counts.Count,
            IdentifierCount.Merge(counts.Select(static c => new IdentifierCount(c.Key, c.Value)), Kept));
    }
}
