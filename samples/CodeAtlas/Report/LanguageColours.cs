namespace CodeAtlas;

/// <summary>Gives the languages with the most lines a colour of their own; the rest share a grey.</summary>
internal sealed class LanguageColours
{
    /// <summary>How many colours the style sheet has; the grey comes after them.</summary>
    private const int Slots = 8;

    private readonly Dictionary<string, int> slots;

    public LanguageColours(IEnumerable<FileCard> files)
    {
        Totals =
        [
            .. files.GroupBy(static f => f.Language, StringComparer.Ordinal)
                .Select(static g => new LanguageTotal(g.Key, g.Count(), g.Sum(static f => (long)f.Lines)))
                .OrderByDescending(static l => l.Lines)
                .ThenBy(static l => l.Name, StringComparer.Ordinal),
        ];
        slots = Totals.Select(static (l, i) => (l.Name, Slot: Math.Min(i, Slots))).ToDictionary(static l => l.Name, static l => l.Slot);
    }

    /// <summary>The languages, the one with the most lines first.</summary>
    public IReadOnlyList<LanguageTotal> Totals { get; }

    public int SlotOf(string language) => slots[language];
}
