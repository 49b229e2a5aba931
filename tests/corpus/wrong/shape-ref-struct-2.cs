namespace Corpus;

public readonly ref partial struct WrongReader //! TT0009
{
    [Task] public int Length(string text) => text.Length;

    [Task] public static string Upper(string text) => text.ToUpperInvariant();
}
