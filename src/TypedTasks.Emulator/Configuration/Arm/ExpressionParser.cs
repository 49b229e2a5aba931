using System.Globalization;
using System.Text;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Reads the expression language of Azure's templates.</summary>
internal ref struct ExpressionParser
{
    private const int MaxLength = 24_576;
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;

    private ExpressionParser(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Whether a text of a template is an expression and not itself.</summary>
    public static bool IsExpression(string text) => text is ['[', .., ']'] and not ['[', '[', ..];

    /// <summary>The text that is meant where a text is not an expression: two brackets at its start mean one.</summary>
    public static string Plain(string text) => text is ['[', '[', ..] ? text[1..] : text;

    /// <exception cref="FormatException">It is not an expression; the text says where it stops being one.</exception>
    public static Expression Parse(string text)
    {
        if (text.Length > MaxLength) throw new FormatException($"an expression is longer than {MaxLength} characters");
        var parser = new ExpressionParser(text.AsSpan(1, text.Length - 2));
        var expression = parser.ReadExpression();
        parser.SkipSpaces();
        return parser._position == parser._text.Length ? expression : throw parser.Unexpected();
    }

    private Expression ReadExpression()
    {
        if (++_depth > MaxDepth) throw new FormatException($"an expression is nested more than {MaxDepth} levels deep");
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
                _depth--;
                return expression;
            }
        }
    }

    private Expression ReadPrimary()
    {
        SkipSpaces();
        if (_position == _text.Length) throw Unexpected();
        var next = _text[_position];
        if (next == '\'') return new Literal(ReadText());
        if (char.IsAsciiDigit(next) || next is '-' or '+') return new Literal(ReadNumber());
        var name = ReadName();
        while (TryTake('.')) name += "." + ReadName();
        Take('(');
        var arguments = new List<Expression>();
        SkipSpaces();
        if (TryTake(')')) return new Call(name, arguments);
        do arguments.Add(ReadExpression());
        while (TryTake(','));
        Take(')');
        return new Call(name, arguments);
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        for (_position++; _position < _text.Length; _position++)
        {
            if (_text[_position] != '\'')
            {
                text.Append(_text[_position]);
                continue;
            }

            // Two quotes within a text mean one.
            if (_position + 1 == _text.Length || _text[_position + 1] != '\'')
            {
                _position++;
                return text.ToString();
            }

            text.Append('\'');
            _position++;
        }

        throw new FormatException("a text has no closing quote");
    }

    private long ReadNumber()
    {
        var start = _position++;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position])) _position++;
        return long.TryParse(_text[start.._position], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected();
    }

    private string ReadName()
    {
        SkipSpaces();
        var start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '$')) _position++;
        return _position > start ? _text[start.._position].ToString() : throw Unexpected();
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position])) _position++;
    }

    private bool TryTake(char wanted)
    {
        SkipSpaces();
        if (_position == _text.Length || _text[_position] != wanted) return false;
        _position++;
        return true;
    }

    private void Take(char wanted)
    {
        if (!TryTake(wanted)) throw Unexpected();
    }

    private readonly FormatException Unexpected() => new(_position < _text.Length
        ? $"an expression has an unexpected '{_text[_position]}' at position {_position + 2}"
        : "an expression ends too early");
}
