namespace Corpus;

public sealed record DataList(string Name, DataList? Next);

public static partial class WorkDataList
{
    [Task] public static DataList? Do(DataList value) => value.Next;
}
