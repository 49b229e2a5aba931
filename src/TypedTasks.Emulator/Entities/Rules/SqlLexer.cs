using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>Cuts a filter into words.</summary>
internal static class SqlLexer
{
    public const int MaxLength = 1024;
    private static readonly string[] TwoCharacters = ["<>", "!=", "<=", ">="];

    public static List<SqlToken> Read(string text)
    {
        if (text.Length > MaxLength)
            throw Error($"is longer than {MaxLength} characters", 0);
        var tokens = new List<SqlToken>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var character = text[i];
            if (char.IsWhiteSpace(character))
            {
                i++;
            }
            else if (character is '\'' or '"' or '[')
            {
                var quoted = Quoted(text, ref i, character == '[' ? ']' : character);
                tokens.Add(new(character == '\'' ? SqlTokenKind.Text : SqlTokenKind.QuotedName, quoted, start));
            }
            else if (char.IsAsciiDigit(character) || (character == '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            {
                tokens.Add(new(SqlTokenKind.Number, Number(text, ref i), start));
            }
            else if (char.IsLetter(character) || character is '_' or '@' or '#' or '$')
            {
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '@' or '#' or '$' or '-'))
                    i++;
                tokens.Add(new(SqlTokenKind.Word, text[start..i], start));
            }
            else
            {
                var symbol = TwoCharacters.FirstOrDefault(two => string.CompareOrdinal(text, start, two, 0, 2) == 0) ?? character.ToString();
                if (symbol.Length == 1 && !"=<>+-*/%(),.;".Contains(character, StringComparison.Ordinal))
                    throw Error($"has an unexpected '{character}'", i);
                i += symbol.Length;
                tokens.Add(new(SqlTokenKind.Symbol, symbol, start));
            }
        }

        tokens.Add(new(SqlTokenKind.End, "", text.Length));
        return tokens;
    }

    public static AmqpException Error(string what, int position) =>
        new(ErrorCondition.ArgumentError, $"The SQL expression {what} at position {position + 1}.");

    private static string Quoted(string text, ref int i, char end)
    {
        var start = i++;
        var content = new System.Text.StringBuilder();
        while (i < text.Length)
        {
            if (text[i] != end)
            {
                content.Append(text[i++]);
            }
            else if (i + 1 < text.Length && text[i + 1] == end)
            {
                // A quote within quotes is written twice.
                content.Append(end);
                i += 2;
            }
            else
            {
                i++;
                return content.ToString();
            }
        }

        throw Error("has an unfinished quote", start);
    }

    private static string Number(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] == '.'
            || (text[i] is '+' or '-' && text[i - 1] is 'e' or 'E' && !text[start..i].StartsWith("0x", StringComparison.OrdinalIgnoreCase))))
            i++;
        return text[start..i];
    }
}
