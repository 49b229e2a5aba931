namespace Corpus;

public partial class EventNotStatic
{
    [TaskEvent("corpus.wrong.own")] public TaskEvent<string> Own => null!; //! TT0027
}
