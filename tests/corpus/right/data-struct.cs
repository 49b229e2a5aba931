namespace Corpus;

public readonly record struct DataStruct(double X, double Y);

public static partial class WorkDataStruct
{
    [Task] public static DataStruct? Do(DataStruct value, IReadOnlyList<DataStruct> more) => more.Count > 0 ? value : default;
}
