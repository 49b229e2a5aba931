using System.Buffers;
using System.Text;

namespace TypedTasks.Postgres.Connections;

/// <summary>
/// Texts as PostgreSQL can hold them. It refuses the character U+0000, and halves of surrogate pairs: the first is escaped, the second become what UTF-8 makes of them everywhere
/// else (U+FFFD).
/// </summary>
internal static class StoredText
{
    private const char Escape = '\u001A';
    private static readonly SearchValues<char> Escaped = SearchValues.Create('\0', Escape);

    public static string? Write(string? text)
    {
        if (text is null)
            return null;
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.AsSpan().ContainsAny(Escaped) ? text.Replace("\u001A", "\u001A1", StringComparison.Ordinal).Replace("\0", "\u001A0", StringComparison.Ordinal) : text;
    }

    public static string Read(string text) =>
        text.Contains(Escape, StringComparison.Ordinal) ? text.Replace("\u001A0", "\0", StringComparison.Ordinal).Replace("\u001A1", "\u001A", StringComparison.Ordinal) : text;
}
