namespace Corpus;

[System.Text.Json.Serialization.JsonDerivedType(typeof(DataDerivedChild), "child")]
public abstract record DataDerived;
public sealed record DataDerivedChild : DataDerived;

public static partial class WorkDataDerived
{
    [Task] public static DataDerived? Do(DataDerived value, IReadOnlyList<DataDerived> more) => more.Count > 0 ? value : default;
}
