namespace TypedTasks.Dashboard.Html;

/// <summary>Follows the constant parts of a page, to know where a hole stands. It knows the HTML that this project writes: attributes in double quotes, no CDATA.</summary>
internal struct MarkupScanner
{
    private State state;
    private string tag;
    private string name;
    private int from;

    private enum State
    {
        Text,
        Tag,
        Value,
        Raw,
        Comment,
    }

    /// <summary>What may be put where the constant parts have ended.</summary>
    public readonly MarkupHole Hole => state switch
    {
        State.Text => MarkupHole.Text,
        State.Value => HoleOf(name),
        _ => MarkupHole.Refused,
    };

    /// <summary>Where that is, in words.</summary>
    public readonly string Place => state switch
    {
        State.Text => "between tags",
        State.Value => $"in the attribute {name}",
        State.Raw => $"in <{tag}>",
        State.Comment => "in a comment",
        _ => "within a tag",
    };

    public void Read(string text)
    {
        from = 0;
        for (var i = 0; i < text.Length; i++)
            Read(text, i);
        if (state is State.Tag && from > 0)
            name = "";
    }

    private void Read(string text, int i)
    {
        switch (state)
        {
            case State.Text when text[i] == '<' && text.AsSpan(i).StartsWith("<!--", StringComparison.Ordinal):
                state = State.Comment;
                break;
            case State.Text when text[i] == '<':
                (state, from) = (State.Tag, i + 1);
                tag = new([.. text.AsSpan(i + 1).ToString().TakeWhile(char.IsAsciiLetterOrDigit)]);
                break;
            case State.Tag when text[i] == '>':
                state = tag is "script" or "style" ? State.Raw : State.Text;
                break;
            case State.Tag when text[i] == '"' && i > 0 && text[i - 1] == '=':
                name = text[from..(i - 1)].Trim();
                state = State.Value;
                break;
            case State.Tag when char.IsWhiteSpace(text[i]):
                from = i + 1;
                break;
            case State.Value when text[i] == '"':
                (state, from) = (State.Tag, i + 1);
                break;
            case State.Raw when text[i] == '<' && text.AsSpan(i).StartsWith("</" + tag, StringComparison.Ordinal):
                (state, tag) = (State.Tag, "");
                break;
            case State.Comment when text[i] == '>' && text.AsSpan(0, i).EndsWith("--", StringComparison.Ordinal):
                state = State.Text;
                break;
            default:
                break;
        }
    }

    private static MarkupHole HoleOf(string name) => name switch
    {
        "href" or "src" or "action" or "formaction" => MarkupHole.Address,
        "style" => MarkupHole.Refused,
        _ when name.StartsWith("on", StringComparison.Ordinal) || name.Length == 0 || name.Contains(' ', StringComparison.Ordinal) => MarkupHole.Refused,
        _ => MarkupHole.Attribute,
    };
}
