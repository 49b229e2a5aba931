using System.Globalization;

namespace TypedTasks.Flows;

/// <summary>Walks the indices of a path without allocating.</summary>
internal ref struct PathSegments(string text)
{
    private ReadOnlySpan<char> rest = text;

    public int Current { get; private set; }

    public readonly PathSegments GetEnumerator() => this;

    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        var dot = rest.IndexOf('.');
        Current = int.Parse(dot < 0 ? rest : rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = dot < 0 ? default : rest[(dot + 1)..];
        return true;
    }
}
