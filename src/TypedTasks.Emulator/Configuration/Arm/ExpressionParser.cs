using System.Globalization;
using System.Text;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Reads the expression language of Azure's templates.</summary>
internal ref struct ExpressionParser
{
    private const int MaxLength = 24_576;
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<char> text;
    private int position;
    private int depth;

    private ExpressionParser(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>Whether a text of a template is an expression and not itself.</summary>
    public static bool IsExpression(string text) => text is ['[', .., ']'] and not ['[', '[', ..];

    /// <summary>The text that is meant where a text is not an expression: two brackets at its start mean one.</summary>
    public static string Plain(string text) => text is ['[', '[', ..] ? text[1..] : text;

    /// <exception cref="FormatException">It is not an expression; the text says where it stops being one.</exception>
    public static Expression Parse(string text)
    {
        if (text.Length > MaxLength)
            throw new FormatException($"an expression is longer than {MaxLength} characters");
        var parser = new ExpressionParser(text.AsSpan(1, text.Length - 2));
        var expression = parser.ReadExpression();
        parser.SkipSpaces();
        return parser.position == parser.text.Length ? expression : throw parser.Unexpected();
    }

    private Expression ReadExpression()
    {
        if (++depth > MaxDepth)
            throw new FormatException($"an expression is nested more than {MaxDepth} levels deep");
        var expression = ReadPrimary();
        while (true)
        {
            SkipSpaces();
            if (TryTake('.'))
            {
                expression = new Member(expression, new Literal(ReadName()));
            }
            else if (TryTake('['))
            {
                expression = new Member(expression, ReadExpression());
                Take(']');
            }
            else
            {
                depth--;
                return expression;
            }
        }
    }

    private Expression ReadPrimary()
    {
        SkipSpaces();
        if (position == text.Length)
            throw Unexpected();
        var next = text[position];
        if (next == '\'')
            return new Literal(ReadText());
        if (char.IsAsciiDigit(next) || next is '-' or '+')
            return new Literal(ReadNumber());
        var name = ReadName();
        while (TryTake('.'))
            name += "." + ReadName();
        Take('(');
        var arguments = new List<Expression>();
        SkipSpaces();
        if (TryTake(')'))
            return new Call(name, arguments);
        do
        {
            arguments.Add(ReadExpression());
        }
        while (TryTake(','));
        Take(')');
        return new Call(name, arguments);
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        for (position++; position < this.text.Length; position++)
        {
            if (this.text[position] != '\'')
            {
                text.Append(this.text[position]);
                continue;
            }

            // Two quotes within a text mean one.
            if (position + 1 == this.text.Length || this.text[position + 1] != '\'')
            {
                position++;
                return text.ToString();
            }

            text.Append('\'');
            position++;
        }

        throw new FormatException("a text has no closing quote");
    }

    private long ReadNumber()
    {
        var start = position++;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return long.TryParse(text[start..position], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected();
    }

    private string ReadName()
    {
        SkipSpaces();
        var start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '$'))
            position++;
        return position > start ? text[start..position].ToString() : throw Unexpected();
    }

    private void SkipSpaces()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }

    private bool TryTake(char wanted)
    {
        SkipSpaces();
        if (position == text.Length || text[position] != wanted)
            return false;
        position++;
        return true;
    }

    private void Take(char wanted)
    {
        if (!TryTake(wanted))
            throw Unexpected();
    }

    private readonly FormatException Unexpected() => new(position < text.Length
        ? $"an expression has an unexpected '{text[position]}' at position {position + 2}"
        : "an expression ends too early");
}
