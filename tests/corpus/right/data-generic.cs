namespace Corpus;

public sealed record DataGeneric(List<KeyValuePair<string, Guid>> Pairs);

public static partial class WorkDataGeneric
{
    [Task] public static DataGeneric? Do(DataGeneric value, IReadOnlyList<DataGeneric> more) => more.Count > 0 ? value : default;
}
