namespace TypedTasks.Analyzers.Contracts;

/// <summary>Takes apart the text of contracts, where commas may stand inside brackets.</summary>
internal static class ContractText
{
    /// <summary>The parts between separators that stand in no bracket.</summary>
    public static IReadOnlyList<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] is '<' or '(' or '[' ? 1 : text[i] is '>' or ')' or ']' ? -1 : 0;
            if (text[i] != separator || depth != 0)
                continue;
            parts.Add(text.Substring(start, i - start).Trim());
            start = i + 1;
        }

        parts.Add(text.Substring(start).Trim());
        return parts.Count == 1 && parts[0].Length == 0 ? [] : parts;
    }

    /// <summary>The place of the bracket that closes the one at <paramref name="open"/>, or -1.</summary>
    public static int Closing(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] is '<' or '(' or '[' or '{' ? 1 : text[i] is '>' or ')' or ']' or '}' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }
}
