namespace Corpus;

public partial record RecordMail(HttpClient Client)
{
    [Task] public void Send(string to) => GC.KeepAlive((to, Client));
}
