namespace Corpus;

public sealed record DataRecord(string Name, int? Size, List<string> Tags);

public static partial class WorkDataRecord
{
    [Task] public static DataRecord? Do(DataRecord value, IReadOnlyList<DataRecord> more) => more.Count > 0 ? value : default;
}
