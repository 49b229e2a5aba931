namespace Corpus;

public static partial class EventNotPartial
{
    [TaskEvent("corpus.wrong.whole")] public static TaskEvent<int> Whole { get; } = null!; //! TT0027
}
