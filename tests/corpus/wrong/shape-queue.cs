namespace Corpus;

public static partial class WrongQueue
{
    [Task(Queue = "my queue")] public static void Do() { } //! TT0014
}
