namespace Corpus;

public sealed class DataClass { public string Name { get; set; } = ""; public Dictionary<string, int> Map { get; init; } = []; }

public static partial class WorkDataClass
{
    [Task] public static DataClass? Do(DataClass value, IReadOnlyList<DataClass> more) => more.Count > 0 ? value : default;
}
