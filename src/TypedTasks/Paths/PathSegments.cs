using System.Globalization;

namespace TypedTasks.Paths;

/// <summary>Walks the steps of a path without allocating: child indices, and the levels that it enters.</summary>
internal ref struct PathSegments(string text)
{
    private int position;

    /// <summary>The child index, where <see cref="Level"/> is null.</summary>
    public int Current { get; private set; }

    /// <summary>The level that is entered, or null for a child.</summary>
    public char? Level { get; private set; }

    /// <summary>How much of the text has been walked.</summary>
    public readonly int Position => position;

    public bool MoveNext()
    {
        if (position >= text.Length)
            return false;
        if (text[position] == '.')
            position++;
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        if (position > start)
        {
            Level = null;
            Current = int.Parse(text.AsSpan(start, position - start), NumberStyles.None, CultureInfo.InvariantCulture);
        }
        else
        {
            Level = text[position++];
        }

        return true;
    }
}
