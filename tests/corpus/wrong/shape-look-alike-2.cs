namespace Corpus;

public sealed class EuAttribute() : FromKeyedServicesAttribute("eu");

public partial class WrongDerivedKey([Eu] HttpClient client) //! TT0019
{
    [Task] public Task<string> Get([Eu] HttpClient other, CancellationToken ct) => (other ?? client).GetStringAsync("a", ct); //! TT0019
}
