/** A unit for the package's own server, with nothing that it does not need. */
export function systemdUnit(): string {
  return `# The console's own server. Install the package (npm install --global quarterdeck), put the list of servers into
# /etc/quarterdeck/servers.json and a token of 16 characters or more into /etc/quarterdeck/token (mode 600), then
# systemctl enable --now quarterdeck.

[Unit]
Description=Quarterdeck, a console for fleets of AI accelerators
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/usr/bin/env quarterdeck --servers /etc/quarterdeck/servers.json --token-file %d/token --host 127.0.0.1 --port 4300
# Reads the list again; streams go on.
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=2s
# Only systemd reads the file itself.
LoadCredential=token:/etc/quarterdeck/token

# A user of its own for as long as it runs, and a machine on which it can write nothing.
DynamicUser=yes
UMask=0077
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
# Not MemoryDenyWriteExecute: Node compiles what it runs.
MemoryMax=512M
TasksMax=64

[Install]
WantedBy=multi-user.target
`
}
