namespace Corpus;

public enum DataEnum { A, B }

public static partial class WorkDataEnum
{
    [Task] public static DataEnum? Do(DataEnum value, IReadOnlyList<DataEnum> more) => more.Count > 0 ? value : default;
}
