namespace Corpus;

public partial struct StructMail
{
    [Task] public void Send(string to) => GC.KeepAlive(to);
}
