namespace CodeAtlas;

/// <summary>What a <see cref="TokenReader"/> has found.</summary>
internal enum TokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Word,

    /// <summary>One character that is none of these and no white space; numbers count here.</summary>
    Mark,
}
