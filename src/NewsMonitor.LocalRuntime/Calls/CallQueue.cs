namespace NewsMonitor.LocalRuntime.Calls;

/// <summary>Calls in order of arrival, linked through themselves: an idle activation holds no queue at all.</summary>
internal struct CallQueue
{
    private Call? _last;

    public Call? First { get; private set; }

    public void Add(Call call)
    {
        call.Next = null;
        if (_last is null)
            First = call;
        else
            _last.Next = call;
        _last = call;
    }

    public Call Take()
    {
        var call = First!;
        First = call.Next;
        if (First is null)
            _last = null;
        call.Next = null;
        return call;
    }
}
