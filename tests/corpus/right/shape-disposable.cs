namespace Corpus;

public sealed partial class Room : IDisposable
{
    [Task] public void Clean() { }
    public void Dispose() { }
}
