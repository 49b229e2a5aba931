//contract # What has shipped.
//contract task old.name(): nothing
namespace Corpus;

public static partial class WorkNamed
{
    [Task("old.name")] public static void NewName() { }
}
