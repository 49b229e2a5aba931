namespace Corpus;

public sealed class EntityRow { [System.ComponentModel.DataAnnotations.Key] public int Id { get; set; } }

public static partial class WorkEntity
{
    [Task] public static void Do(EntityRow row) { } //! TT2004
}
