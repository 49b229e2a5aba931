namespace Corpus;

public static partial class Depots
{
    [Task] public static void Unload(Queue<string> boxes) { }
}
