export const help = `Usage: quarterdeck [options]

Serves the Quarterdeck console and forwards it to your servers.

  quarterdeck --xw http://npu-01:11581 --xw http://npu-02:11581 --gpuf http://register:18081 --user-id 12
  quarterdeck --servers quarterdeck.json
  quarterdeck --mock
  quarterdeck print nginx --servers quarterdeck.json   a configuration for nginx, Caddy, …: quarterdeck print --help

Servers
  --xw [NAME=]URL          a model server; may be given many times
  --gpuf [NAME=]URL        the register that they report to
  --user-id ID             whose clients the register lists
  --servers FILE           all of this from a file, read again when it changes, and on SIGHUP
  --mock                   the demo on simulated servers instead

Who may use it
  --host ADDRESS           what to listen on (127.0.0.1, which only this machine reaches)
  --port NUMBER            (4300)
  --token TOKEN            asked for once in each browser; better in QUARTERDECK_TOKEN, or
  --token-file FILE        in a file, since others on this machine see the command line
  --behind-proxy           a proxy in front signs people in, and names them in
  --user-header HEADER     (X-Forwarded-User); who is not named is not let in
  --host-name NAME         another name that it is reached by; may be given many times
  --cert FILE --key FILE   speak TLS
  --read-only              look, and change nothing

Towards the servers
  --ca FILE                trust certificates of these authorities too
  --insecure               look at no certificate
  --connect-timeout SEC    (5)
  --head-timeout SEC       until an answer begins (300); how long it takes then has no limit

The rest
  --base PATH              serve it from a sub-path, as /ops/console/
  --title TEXT             what this console is called
  --streams NUMBER         long streams that a browser may have open at once (4)
  --quiet                  no line for each request
  --help, --version

Exit codes: 0 stopped, 1 could not run, 2 asked for what cannot be.
`
