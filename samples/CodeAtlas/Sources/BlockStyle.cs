namespace CodeAtlas;

/// <summary>How a language shows where a block begins and ends.</summary>
internal enum BlockStyle
{
    /// <summary>It has none that we look for: the longest run of lines without a blank one counts.</summary>
    Paragraphs,

    /// <summary>Braces.</summary>
    Braces,

    /// <summary>Indentation below <c>def</c>.</summary>
    Indentation,
}
