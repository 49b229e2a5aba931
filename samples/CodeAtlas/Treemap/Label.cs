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

    public static double WidthOf(string text) => text.Sum(static c => WidthOf(c));

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
