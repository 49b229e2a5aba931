namespace Corpus;

public sealed record DataRequired { public required string Name { get; init; } }

public static partial class WorkDataRequired
{
    [Task] public static DataRequired? Do(DataRequired value, IReadOnlyList<DataRequired> more) => more.Count > 0 ? value : default;
}
