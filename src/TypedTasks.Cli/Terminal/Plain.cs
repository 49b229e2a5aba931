namespace TypedTasks.Cli.Terminal;

/// <summary>Texts of others, as they can be shown: a name that holds control characters must not move the cursor or change a terminal's title.</summary>
internal static class Plain
{
    private const char Stand = '\uFFFD';

    /// <summary>The text in one line, with each control character, and each one that turns the direction of writing, replaced.</summary>
    public static string Of(string text) => text.Any(IsUnsafe) ? string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = from[i] is '\n' or '\r' or '\t' ? ' ' : IsUnsafe(from[i]) ? Stand : from[i];
    }) : text;

    private static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
