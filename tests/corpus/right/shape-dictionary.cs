namespace Corpus;

public static partial class ShapeDictionary
{
    [Task] public static void Do(Dictionary<string, List<Guid>> map) { }
}
