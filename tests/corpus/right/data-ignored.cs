namespace Corpus;

public sealed record DataIgnored(string Name, [property: System.Text.Json.Serialization.JsonIgnore] object? Hidden = null);

public static partial class WorkDataIgnored
{
    [Task] public static DataIgnored? Do(DataIgnored value, IReadOnlyList<DataIgnored> more) => more.Count > 0 ? value : default;
}
