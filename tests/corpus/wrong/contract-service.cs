namespace Corpus;

public partial interface IWrongFetch
{
    [Task] Task<string> Fetch(string url, [FromServices] HttpClient client); //! TT0003
}
