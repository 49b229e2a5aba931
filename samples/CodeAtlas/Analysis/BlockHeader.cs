namespace CodeAtlas;

/// <summary>What stands between the last block or statement and an opening brace: it tells functions from types.</summary>
internal struct BlockHeader
{
    private int parentheses;
    private int brackets;
    private int angles;
    private bool isType;
    private bool hasArguments;
    private string? called;
    private string? named;
    private string? last;

    /// <summary>Its first line, 0 while it is empty.</summary>
    public int Line { get; private set; }

    /// <summary>Whether it looks like a function: it has arguments, and no word that begins a type.</summary>
    public readonly bool IsFunction => hasArguments && !isType;

    /// <summary>The best name that was seen in it.</summary>
    public readonly string Name => called ?? named ?? last ?? "";

    public void Add(ref TokenReader reader, Syntax syntax)
    {
        if (Line == 0)
            Line = reader.Line;
        if (reader.Kind == TokenKind.Word)
            AddWord(reader.Token, syntax);
        else if (reader.Is('('))
            Open();
        else if (reader.Is(')'))
            parentheses = Math.Max(0, parentheses - 1);
        else if (reader.Is('['))
            brackets++;
        else if (reader.Is(']'))
            brackets = Math.Max(0, brackets - 1);
        else if (reader.Is('<'))
            angles++;
        else if (reader.Is('>'))
            angles = Math.Max(0, angles - 1);
    }

    private void Open()
    {
        // Attributes have arguments too, but in brackets; tuples as type arguments stand in angles.
        if (parentheses++ > 0 || brackets > 0 || angles > 0)
            return;
        hasArguments = true;
        called ??= last == named ? named : null;
    }

    private void AddWord(ReadOnlySpan<char> word, Syntax syntax)
    {
        if (parentheses > 0 || brackets > 0 || angles > 0)
            return;
        last = word.ToString();
        if (!hasArguments && last is "class" or "struct" or "record" or "interface" or "enum" or "namespace" or "trait" or "impl"
            or "union" or "extension" or "object" or "protocol" or "new")
            isType = true;
        if (called is null && syntax.Keywords?.Contains(last) != true)
            named = last;
    }
}
