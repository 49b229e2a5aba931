namespace CodeAtlas;

/// <summary>Fits text into a width. Widths are guessed on the generous side, as the fonts of readers differ.</summary>
internal static class Label
{
    private const int Shortest = 5;

    /// <summary>The text, shortened with an ellipsis if need be, or null if too little of it would be left.</summary>
    public static string? Fit(string text, double width, double fontSize)
    {
        if (WidthOf(text) * fontSize <= width)
            return text;
        var room = (width / fontSize) - WidthOf("…");
        var length = 0;
        while (length < text.Length && (room -= WidthOf(text[length])) >= 0)
            length++;
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return length < Shortest ? null : text[..length].TrimEnd('.', ' ', '/') + "…";
    }

    /// <summary>The text in at most so many lines, broken before capitals and dots, or null if it does not fit.</summary>
    public static IReadOnlyList<string>? Wrap(string text, double width, double fontSize, int lines)
    {
        var wrapped = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.Length;
            while (end > start && WidthOf(text[start..end]) * fontSize > width)
                end = BreakBefore(text, start, end);
            if (end <= start || wrapped.Count == lines)
                return null;
            wrapped.Add(text[start..end]);
            start = end;
        }

        return wrapped;
    }

    public static double WidthOf(string text) => text.Sum(static c => WidthOf(c));

    private static int BreakBefore(string text, int start, int end)
    {
        for (var i = end - 1; i > start; i--)
        {
            if (text[i] == '.' || text[i - 1] is '-' or '_' || (char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
                return i;
        }

        return start;
    }

    private static double WidthOf(char c) => c switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or '\'' or '|' or ':' or ';' or '!' or ' ' => 0.37,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' => 0.45,
        'm' or 'w' or 'M' or 'W' or 'Q' or 'O' or 'G' or '@' or '%' or '…' => 1.02,
        >= 'A' and <= 'Z' => 0.76,
        < '\u0250' => 0.66,
        _ => 1.1,
    };
}
