namespace CodeAtlas;

/// <summary>Goes through source text word by word and mark by mark, over comments and strings.</summary>
internal ref struct TokenReader(ReadOnlySpan<char> text, Syntax syntax)
{
    private readonly ReadOnlySpan<char> text = text;
    private int position;

    /// <summary>The token that was read last.</summary>
    public ReadOnlySpan<char> Token { get; private set; }

    public TokenKind Kind { get; private set; }

    /// <summary>The line that the token stands on, from 1.</summary>
    public int Line { get; private set; } = 1;

    public readonly bool Is(char mark) => Kind == TokenKind.Mark && Token[0] == mark;

    public bool Read()
    {
        while (position < text.Length)
        {
            var c = text[position];
            if (char.IsWhiteSpace(c))
                Skip(1);
            else if (StartsWith(syntax.LineComment))
                SkipLine();
            else if (StartsWith(syntax.Comment.Open))
                SkipPast(syntax.Comment.Close, syntax.Comment.Open.Length);
            else if (syntax.Quotes.Contains(c) || syntax.LongQuotes.Contains(c))
                SkipString(c);
            else if (c == '\'' && LengthOfCharacter() is var length and > 0)
                Skip(length);
            else
                return Take(char.IsLetter(c) || c == '_' ? TokenKind.Word : TokenKind.Mark);
        }

        return false;
    }

    private bool Take(TokenKind kind)
    {
        var end = position + 1;
        if (kind == TokenKind.Word || char.IsDigit(text[position]))
        {
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
        }

        Token = text[position..end];
        Kind = kind;
        position = end;
        return true;
    }

    private void SkipString(char quote)
    {
        var count = 0;
        while (position + count < text.Length && text[position + count] == quote)
            count++;
        if (count >= 3)
        {
            SkipPast(new string(quote, count), count);
            return;
        }

        if (count == 2)
        {
            Skip(2);
            return;
        }

        // In a verbatim string a quote is doubled, and a backslash is nothing special.
        var verbatim = position > 0 && (text[position - 1] == '@' || (position > 1 && text[position - 1] == '$' && text[position - 2] == '@'));
        SkipToQuote(quote, verbatim, verbatim || syntax.LongQuotes.Contains(quote));
    }

    private void SkipToQuote(char quote, bool verbatim, bool spansLines)
    {
        Skip(1);
        while (position < text.Length)
        {
            var c = text[position];
            var doubled = verbatim && c == quote && position + 1 < text.Length && text[position + 1] == quote;
            if (doubled || (c == '\\' && !verbatim))
            {
                Skip(2);
            }
            else if (c == '\n' && !spansLines)
            {
                return; // A string that does not end was none: the next line is code again.
            }
            else
            {
                Skip(1);
                if (c == quote)
                    return;
            }
        }
    }

    // 'x', '\n' or '\u0041'; a lone tick, as in a Rust lifetime, is a mark.
    private readonly int LengthOfCharacter()
    {
        var rest = text[position..];
        if (rest.Length > 2 && rest[1] != '\\' && rest[2] == '\'')
            return 3;
        if (rest.Length < 4 || rest[1] != '\\')
            return 0;
        var end = rest[3..Math.Min(rest.Length, 13)].IndexOf('\'');
        return end < 0 ? 0 : end + 4;
    }

    private void SkipLine()
    {
        var end = text[position..].IndexOf('\n');
        Skip(end < 0 ? text.Length - position : end);
    }

    private void SkipPast(string close, int open)
    {
        Skip(open);
        var end = text[position..].IndexOf(close, StringComparison.Ordinal);
        Skip(end < 0 ? text.Length - position : end + close.Length);
    }

    private void Skip(int count)
    {
        count = Math.Min(count, text.Length - position);
        Line += text.Slice(position, count).Count('\n');
        position += count;
    }

    private readonly bool StartsWith(string mark) =>
        mark.Length > 0 && text[position..].StartsWith(mark, StringComparison.Ordinal);
}
